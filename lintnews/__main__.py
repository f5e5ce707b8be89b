from lintnews.cli import entry

entry()
