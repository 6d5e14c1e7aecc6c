// A visitor who reads before the first click.
