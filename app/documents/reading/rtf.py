"""The walk over an RTF into the same tree as a DOCX. What is not read is counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from app.documents.reading.fields import ADDRESS, EMPTY, TICKED, safe
from app.documents.reading.numerals import roman
from app.documents.reading.rtf_groups import GROUPS, INTO, PARTS, PICTURES, READ, SILENT
from app.documents.reading.rtf_story import Line, State, Story, marked, speaks
from app.documents.reading.rtf_tables import Edge
from app.documents.reading.rtf_tokens import LETTERS, SIGNS, Token, codec_of, page_named, tokens
from app.documents.reading.signs import plain
from app.documents.reading.tree import Block, Box, Document, Note, Picture, Unreadable, Words

START, BULLET, DEEPEST = b"{\\rtf", "•", 200
RAISED = {"super": "sup", "sub": "sub", "nosupersub": ""}


class Rtf:
    """An RTF while it is read. Raises Unreadable when it is none."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(START):
            raise Unreadable("no RTF")
        self.unseen = Counter[str]()
        self._pictures: dict[str, bytes] = {}
        self._state, self._stack = State(), list[State]()
        self._stories = [Story()]
        self._page, self._charsets = "cp1252", dict[int, int]()
        self._names, self._headings = dict[int, str](), dict[int, int]()
        self._bytes, self._text, self._skip = bytearray(), "", 0
        self._gathered, self._told = dict[str, str](), dict[str, int]()
        self._notes: dict[str, list[Note]] = {"footnote": [], "endnote": []}
        self._edges: dict[str, list[Block]] = {"header": [], "footer": []}
        self._comments: list[Note] = []
        self._link = ""
        for token in tokens(data):
            self._take(token)
        self._flush()

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """A picture."""
        found = self._pictures.get(name)
        return found if found is not None and len(found) <= most else None

    def document(self) -> Document:
        """The tree of it."""
        while len(self._stories) > 1:  # a group that the file does not close
            self._stories.pop()
        notes = (*self._notes["footnote"], *self._notes["endnote"])
        blocks, edges = self._stories[0].done(), {kind: tuple(found) for kind, found in self._edges.items()}
        return Document(blocks, edges["header"], edges["footer"], notes, tuple(self._comments), dict(+self.unseen))

    @property
    def _story(self) -> Story:
        return self._stories[-1]

    def _take(self, token: Token) -> None:
        if token.kind == "letters":
            self._letters(token)
            return
        if not (token.word == "u" and token.kind == "command"):
            self._flush()
        if token.kind == "{":
            self._skip = 0
            self._stack.append(self._state)
            self._state = replace(self._state, end=None)
        elif token.kind == "}":
            self._skip = 0
            self._close()
        else:
            self._command(token)

    def _close(self) -> None:
        end = self._state.end
        if end:
            end()
        if self._stack:
            self._state = self._stack.pop()

    def _letters(self, token: Token) -> None:
        """Letters; those that stand for a sign of \\\\u before them are passed over."""
        letters, text = token.letters, token.text
        if self._skip:
            passed = min(self._skip, len(letters) or len(text))
            self._skip -= passed
            letters, text = letters[passed:], text[passed:]
        if letters:
            self._bytes += letters
        if text:
            self._decode()
            self._text += text

    def _decode(self) -> None:
        if self._bytes:
            codec = codec_of(self._charsets.get(self._state.font), self._page)
            self._text += self._bytes.decode(codec, "replace")
            self._bytes = bytearray()

    def _flush(self) -> None:
        """The letters so far have the look that they had."""
        self._decode()
        text, self._text = self._text, ""
        state = self._state
        if not text or state.silent:
            return
        if state.into:
            self._gathered[state.into] = self._gathered.get(state.into, "") + text
            return
        if state.deleted:
            return
        paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._story.inlines.append(state.words._replace(text=plain(paired, self._names.get(state.font, ""))))

    def _say(self, text: str) -> None:
        self._text += text
        self._flush()

    def _command(self, token: Token) -> None:
        word, number, state = token.word, token.number, self._state
        if word == "u":
            self._decode()
            self._text += chr((number or 0) & 0xFFFF)
            self._skip = state.skipped
        elif word == "bin":
            if state.into == "pict":
                self._gathered["pict"] = token.letters.hex()
        elif word == "*":
            state.silent = True
        elif word in READ or word in PARTS or word in SILENT or word in GROUPS:
            self._open(word)
        elif word in LETTERS:
            self._say(LETTERS[word])
        elif state.into == "fonttbl":
            self._font(word, number)
        elif state.into == "stylesheet":
            self._styled(word, number)
        elif state.into in ("pict", "formfield"):
            self._told[word] = 1 if number is None else number
        elif not state.silent:
            self._shape(word, number)

    def _shape(self, word: str, number: int | None) -> None:
        """What changes the look of letters, lines and cells, and what ends them."""
        state, story, on = self._state, self._story, number != 0
        if word in ("par", "sect", "page", "column"):
            story.break_line()
        elif word == "pard":
            story.line = Line()
        elif word == "plain":
            state.words = Words("", link=state.words.link)
        elif word in ("b", "i", "strike", "striked", "v"):
            state.words = marked(state.words, word, on)
        elif word in RAISED:
            state.words = state.words._replace(raised=RAISED[word])
        elif word == "deleted":
            state.deleted = on
        elif word == "f":
            state.font = number or 0
        elif word == "uc":
            state.skipped = max(0, min(number or 0, 9))
        elif word == "ansicpg":
            self._page = page_named(number)
        elif word == "deff":
            state.font = number or 0
        else:
            self._line(word, number)

    def _line(self, word: str, number: int | None) -> None:
        story, line = self._story, self._story.line
        if word == "intbl":
            line.in_table = True
        elif word in ("qc", "ql", "qr", "qj"):
            line.centred = word == "qc"
        elif word == "s":
            line.heading = self._headings.get(number or 0, 0)
        elif word == "outlinelevel":
            line.heading = min((number or 0) + 1, 9)
        elif word == "ilvl":
            line.depth = max(0, min(number or 0, 8))
        elif word == "cell":
            story.end_cell()
        elif word == "row":
            story.end_row()
        elif word == "nestrow":
            story.break_line()
        elif word == "trowd":
            story.edges = []
            self._told = {}
        elif word in ("clmrg", "clvmrg"):
            self._told[word] = 1
        elif word == "cellx":
            story.edges.append(Edge(number or 0, "clmrg" in self._told, "clvmrg" in self._told))
            self._told = {}

    def _open(self, word: str) -> None:
        """A group with a meaning of its own begins."""
        state = self._state
        starred, state.silent = state.silent, False
        if (self._stack and self._stack[-1].silent) or word in SILENT or len(self._stack) > DEEPEST:
            state.silent = True
        elif word in PARTS:
            self._begin(lambda said: self._edge(PARTS[word], said))
        elif word == "footnote":
            self._begin(self._noted)
        elif word == "annotation":
            self._begin(lambda said: self._comments.append(Note(self._gathered.pop("atnauthor", ""), said)))
        elif word in ("shptxt", "dptxbxtext"):
            self._begin(self._boxed)
        elif word in INTO:
            state.into = word
            self._gathered.pop(word, None)
            state.end = getattr(self, f"_end_{word}", None)
            self._told = {}
        elif word == "fldrslt":
            state.words = state.words._replace(link=self._link)
        elif word == "field":
            self._link = ""
        else:
            state.silent = starred and word not in READ

    def _begin(self, done: Callable[[tuple[Block, ...]], None]) -> None:
        """Blocks of their own; `done` takes them when the group ends."""
        depth = len(self._stories)
        self._stories.append(Story())
        self._state.words = Words("")

        def end() -> None:
            if len(self._stories) > depth:
                done(self._stories.pop().done())

        self._state.end = end

    def _edge(self, kind: str, said: tuple[Block, ...]) -> None:
        self._edges[kind] += [block for block in said if block not in self._edges[kind] and speaks(block)]

    def _noted(self, said: tuple[Block, ...]) -> None:
        kind = "endnote" if self._told.pop("ftnalt", 0) else "footnote"
        count = len(self._notes[kind]) + 1
        mark = f"[{roman(count) if kind == 'endnote' else count}]"
        self._notes[kind].append(Note(mark, said))
        self._story.inlines.append(Words(mark, raised="sup"))

    def _boxed(self, said: tuple[Block, ...]) -> None:
        if any(map(speaks, said)):
            self._story.inlines.append(Box(said))

    def _font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._state.font = number or 0
            self._gathered.pop("fonttbl", None)
        elif word == "fcharset":
            self._charsets[self._state.font] = number or 0
            if number == SIGNS:
                self._names.setdefault(self._state.font, "Symbol")

    def _styled(self, word: str, number: int | None) -> None:
        if word == "s":
            self._told["s"] = number or 0
        elif word == "outlinelevel":
            self._headings[self._told.get("s", 0)] = min((number or 0) + 1, 9)

    def _end_listtext(self) -> None:
        label = self._gathered.pop("listtext", "").strip()
        signs = self._charsets.get(self._state.font) == SIGNS or not label.isprintable()
        self._story.label = BULLET if signs and label else label

    _end_pntext = _end_listtext

    def _end_fldinst(self) -> None:
        found = ADDRESS.search(self._gathered.pop("fldinst", ""))
        self._link = safe(found[1]) if found else self._link

    def _end_formfield(self) -> None:
        told = self._told
        if told.get("fftype") == 1:
            given = told.get("ffres", 25)
            ticked = told.get("ffdefres", 0) if given == 25 else given
            self._story.inlines.append(Words(TICKED if ticked else EMPTY))

    def _end_pict(self) -> None:
        text = self._gathered.pop("pict", "")
        ending = next((PICTURES[word] for word in self._told if word in PICTURES), ".wmf")
        try:
            data = bytes.fromhex(text)
        except ValueError:
            data = b""
        name = f"picture{len(self._pictures)}{ending}"
        self._pictures[name] = data
        width = max(0, self._told.get("picwgoal", 0)) // 15
        self._story.inlines.append(Picture(name, "", min(width, 1200)))
