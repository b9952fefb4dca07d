from papi.cli.commands import app

app()
