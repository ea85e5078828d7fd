"""The groups of an RTF by what they hold: words of the document, something of their own, or nothing."""

# Groups that hold no words of the document; others that begin with «\*» and are not READ hold none either.
SILENT = frozenset({
    "colortbl", "info", "pntxta", "pntxtb", "xe", "tc", "nonshppict", "objdata", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "bkmkstart", "bkmkend", "themedata", "colorschememapping",
    "latentstyles", "datastore", "xmlnstbl", "generator", "filetbl", "objclass", "objname", "atrfstart",
    "atrfend", "atnid", "atndate", "atntime", "atnref", "pgptbl", "template", "sp", "sn", "sv", "background",
})  # fmt: skip
READ = frozenset({
    "shppict", "shpinst", "shptxt", "annotation", "atnauthor", "fldinst", "formfield", "pn", "do",
    "dptxbxtext", "docvar",
})  # fmt: skip
PARTS = {"header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
         "footerl": "footer", "footerr": "footer", "footerf": "footer"}  # fmt: skip
PICTURES = {"pngblip": ".png", "jpegblip": ".jpg", "emfblip": ".emf", "wmetafile": ".wmf", "dibitmap": ".bmp"}
GROUPS = frozenset({
    "fonttbl", "stylesheet", "pict", "listtext", "pntext", "footnote", "fldrslt", "field", "ftnsep", "ftnsepc",
    "aftnsep",
})  # fmt: skip
INTO = frozenset({
    "fonttbl", "stylesheet", "pict", "listtext", "pntext", "fldinst", "formfield", "atnauthor", "docvar",
})  # fmt: skip
