"""What an administrator does with the store of files: keys, encryption, another place, checks.

All of it goes on while people work, can be broken off at any moment, and is taken up again by the same command.
"""
