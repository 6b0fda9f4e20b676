"""Completing words in bash, zsh and fish: what the shells run, and what could stand there.

Click does most of it. Ours are the scripts of bash and zsh, since click's put a space behind
`--set member=`, and bash's breaks words at `=` and puts names into the command line as they are:
an article's words must not be a shell's. No name is offered that a shell could take for its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click import shell_completion
from click.shell_completion import CompletionItem

from comity.errors import ComityError
from comity.queries import find, stored_names
from comity.storedquery import Parameter

_MOST = 60
"""How many names are offered at once."""

_SAFE = re.compile(r"[^\W_][\w \-./()&+'’–]*")
"""Names that are offered: none with a shell's own characters, a comma, or a control."""

_INSTALL = {
    "bash": """\
# Completion of comity for bash 4.4 or later. Put into ~/.bashrc:
#     eval "$(comity completion bash)"
# or save this as ~/.local/share/bash-completion/completions/comity.
""",
    "zsh": """\
#compdef comity
# Completion of comity for zsh. Put into ~/.zshrc, below compinit:
#     eval "$(comity completion zsh)"
# or save this as _comity in a folder of $fpath.
""",
    "fish": """\
# Completion of comity for fish. Save this as ~/.config/fish/completions/comity.fish.
""",
}

_BASH = """\
%(complete_func)s() {
    local response type value
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
        COMP_WORD="${COMP_WORDS[COMP_CWORD]}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case "$type" in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
            open) COMPREPLY+=("$value"); compopt -o nospace ;;
        esac
    done <<< "$response"
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
%(complete_func)s() {
    local -a response described opened
    local type key description
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    for type key description in ${response}; do
        case "$type" in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            open) opened+=("$key":"$description") ;;
            plain)
                if [[ "$description" == "_" ]]; then
                    compadd -U -V unsorted -- "$key"
                else
                    described+=("$key":"$description")
                fi ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#opened )) && _describe -V unsorted opened -U -S ''
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""


class _Bash(shell_completion.BashComplete):
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, and that one, put together again at `=` and `:`."""
        raw = shell_completion.split_arg_string(os.environ["COMP_WORDS"])
        words = joined(raw[: int(os.environ["COMP_CWORD"]) + 1], os.environ["COMP_WORDBREAKS"])
        if len(raw) <= int(os.environ["COMP_CWORD"]):
            words.append("")
        self.word = words[-1]
        return words[1:-1], self.word

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The rest of the word behind bash's last break, quoted where no quotes are open."""
        if item.type not in ("plain", "open"):
            return f"{item.type},{item.value}"
        breaks = set(os.environ["COMP_WORDBREAKS"]) & set("=:")
        begun = max((self.word.rfind(character) for character in breaks), default=-1) + 1
        rest = item.value.removeprefix(self.word[:begun])
        if not os.environ["COMP_WORD"].startswith(("'", '"')):
            rest = re.sub(r"([^\w./:=+–-])", r"\\\1", rest)
        return f"{item.type},{rest}"


class _Zsh(shell_completion.ZshComplete):
    source_template = _ZSH


class _Fish(shell_completion.FishComplete):
    def format_completion(self, item: CompletionItem[str]) -> str:
        """As click's: fish itself puts no space behind `=`."""
        kind = "plain" if item.type == "open" else item.type
        return super().format_completion(CompletionItem(item.value, kind, item.help))


def register() -> None:
    """Let click use what is ours."""
    for ours in (_Bash, _Zsh, _Fish):
        shell_completion.add_completion_class(ours)


def script(command: click.Command, shell: str) -> str:
    """What a shell runs to complete the command's words, under how to install it."""
    register()
    maker = shell_completion.get_completion_class(shell)
    assert maker is not None, shell  # noqa: S101 # the command line takes these three only
    source = maker(command, {}, "comity", "_COMITY_COMPLETE").source()
    return _INSTALL[shell] + source.removeprefix("#compdef comity\n").lstrip("\n")


def joined(words: Iterable[str], breaks: str) -> list[str]:
    """Words, put together again where bash broke them: at `=` and `:`."""
    whole: list[str] = []
    glue = False
    for word in words:
        is_break = word in ("=", ":") and word in breaks
        if whole and (is_break or glue) and not (is_break and not whole[-1]):
            whole[-1] += word
        else:
            whole.append(word)
        glue = is_break
    return whole


def files(_: click.Context, word: str) -> list[CompletionItem[str]]:
    """Any file."""
    return [CompletionItem(word, type="file")]


def builds(_: click.Context, word: str) -> list[CompletionItem[str]]:
    """The folders with a build that begin so; all folders where there is none."""
    folder, _slash, start = word.rpartition("/")
    where = Path(folder or ("/" if word.startswith("/") else ".")).expanduser()
    found = sorted(path.parent.name for path in where.glob(f"{_literal(start)}*/manifest.ttl"))
    kept = [f"{folder}/{name}" if "/" in word else name for name in found]
    return list(map(CompletionItem, kept)) or [CompletionItem(word, type="dir")]


def export_formats(_: click.Context, word: str) -> list[CompletionItem[str]]:
    """The formats of an export that begin so."""
    from comity.export.formats import formats

    return [CompletionItem(f.name, help=f.title) for f in formats() if f.name.startswith(word)]


def queries(_: click.Context, word: str) -> list[CompletionItem[str]]:
    """The stored queries that begin so, by their last part where that will do."""
    names = [name for name in stored_names() if not name.startswith("lookup/")]
    short = [name for name in names if "/" not in name and name.startswith(word)]
    kept = [name for name in names if name.startswith(word) and "/" in name]
    chosen = short if short and "/" not in word else kept
    return [CompletionItem(name, help=find(name).summary) for name in chosen]


def settings(context: click.Context, word: str) -> list[CompletionItem[str]]:
    """The parameters of the query that is asked, or, behind `=`, values that one can have."""
    try:
        query = find(_question(context))
        name, equals, start = word.partition("=")
        if not equals:
            given = {setting.partition("=")[0] for setting in context.params.get("settings") or ()}
            left = [p for p in query.parameters if p.name not in given]
            return [_named(p) for p in left if p.name.startswith(word)]
        names = _values(context, query.parameter(name), start)
    except ComityError:
        return []
    return [CompletionItem(f"{name}={value}") for value in names]


def _question(context: click.Context) -> str:
    """The query that is asked; click leaves it among the arguments where an option has no value."""
    name: str = context.params.get("question") or next(iter(context.args), "")
    return name


def _named(parameter: Parameter) -> CompletionItem[str]:
    need = "" if parameter.required else "optional: "
    return CompletionItem(f"{parameter.name}=", type="open", help=need + parameter.description)


def _values(context: click.Context, parameter: Parameter, start: str) -> list[str]:
    """Names of the build that is asked; of numbers, dates and words there is nothing to offer."""
    from comity import lookups
    from comity.asking import opened
    from comity.terms import term
    from comity.values import CLASSES

    if parameter.type not in CLASSES:
        return []
    classes = [term(local) for local in CLASSES[parameter.type]]
    with opened(context.params["where"]) as target:
        names = {named.name for named in lookups.names(target.store, classes)}
    return list(_fitting(names, start))


def _fitting(names: Iterable[str], start: str) -> Iterator[str]:
    wanted = start.casefold()
    fitting = (name for name in names if name.casefold().startswith(wanted))
    yield from sorted(name for name in fitting if _SAFE.fullmatch(name))[:_MOST]


def _literal(start: str) -> str:
    """A beginning of a file's name as a pattern that means just that."""
    return re.sub(r"([*?\[])", r"[\1]", start)
