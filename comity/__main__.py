"""`python -m comity`: the command line, where the interpreter is known and its scripts are not."""

from comity.cli import main

if __name__ == "__main__":
    main(prog_name="comity")
