"""Mails: composed from words and links, sent by jobs over SMTP, each with one Message-ID however often it is tried."""
