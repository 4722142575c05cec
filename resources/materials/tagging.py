"""Structure tags for PDF files: headings, paragraphs, lists, tables, figures and links that a screen reader follows.

fpdf2 tags images only, in one flat list. This module builds a real tree in its place. Terms follow
ISO 32000-1, sections 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Iterator

from fpdf.annotations import PDFAnnotation
from fpdf.structure_tree import NumberTree, StructElem, StructureTreeBuilder
from fpdf.syntax import PDFArray, PDFObject, PDFString


class Element(StructElem):
    """One node of the structure tree, with the attributes and the language that fpdf2's own class lacks."""

    __slots__ = ("a", "lang")

    def __init__(self, role, parent, page_number, page, alt=None, attributes=None, language=None):
        super().__init__(
            struct_type=f"/{role}", parent=parent, kids=[], page_number=page_number, alt=alt
        )
        self.pg = page
        self.a = attributes
        self.lang = PDFString(language) if language else None


class ObjectReference:
    """A structure element's pointer to an annotation, written as an OBJR dictionary."""

    def __init__(self, annotation, page):
        self.annotation = annotation
        self.page = page

    def serialize(self, _security_handler=None, _obj_id=None) -> str:
        return f"<< /Type /OBJR /Obj {self.annotation.ref} /Pg {self.page.ref} >>"


class Kids(PDFArray):
    """Children of mixed kinds: marked-content numbers, elements and object references."""

    def serialize(self, _security_handler=None, _obj_id=None) -> str:
        parts = []
        for kid in self:
            if isinstance(kid, PDFObject):
                parts.append(kid.ref)
            elif isinstance(kid, ObjectReference):
                parts.append(kid.serialize())
            else:
                parts.append(str(kid))
        return f"[{' '.join(parts)}]"


class LinkAnnotation(PDFAnnotation):
    """A link that knows its place in the structure tree (`/StructParent`)."""

    struct_parent: int | None = None


class ParentTree(NumberTree):
    """Maps a page to its marked-content elements in order, and an annotation to its one element."""

    __slots__ = ("_single",)

    def __init__(self) -> None:
        super().__init__()
        self._single: dict[int, StructElem] = {}

    def add_single(self, key: int, element: StructElem) -> None:
        self._single[key] = element

    def serialize(self, obj_dict=None, _security_handler=None) -> str:
        entries = {
            key: f"[{' '.join(element.ref for element in elements)}]"
            for key, elements in self.nums.items()
        }
        entries |= {key: element.ref for key, element in self._single.items()}
        numbers = " ".join(f"{key} {entries[key]}" for key in sorted(entries))
        return PDFObject.serialize(self, {"/Nums": f"[{numbers}]"})


class TagTree(StructureTreeBuilder):
    """A nested structure tree that stands in for fpdf2's flat one."""

    def __init__(self) -> None:
        super().__init__()
        self.struct_tree_root.parent_tree = ParentTree()
        self.doc_struct_elem.k = Kids()
        self._open: list[StructElem] = [self.doc_struct_elem]
        self._next_key = 0

    def _key(self) -> int:
        self._next_key += 1
        return self._next_key - 1

    def open(self, role, page_number, page, **properties) -> Element:
        """Add an element under the open one and make it the open one."""
        element = Element(role, self._open[-1], page_number, page, **properties)
        element.k = Kids()
        self._open[-1].k.append(element)
        self._open.append(element)
        return element

    def close(self) -> None:
        self._open.pop()

    def mark(self, element: Element, page_number: int, page) -> int:
        """Return the number of a new piece of marked content that belongs to `element`."""
        if page_number not in self.spid_per_page_number:
            self.spid_per_page_number[page_number] = self._key()
            page.struct_parents = self.spid_per_page_number[page_number]
        pieces = self.struct_tree_root.parent_tree.nums[self.spid_per_page_number[page_number]]
        pieces.append(element)
        element.k.append(len(pieces) - 1)
        return len(pieces) - 1

    def attach(self, element: Element, annotation: LinkAnnotation, page) -> None:
        """Tie a link annotation to its element in both directions."""
        annotation.struct_parent = self._key()
        self.struct_tree_root.parent_tree.add_single(annotation.struct_parent, element)
        element.k.append(ObjectReference(annotation, page))

    def __iter__(self) -> Iterator[PDFObject]:
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        waiting = [kid for kid in self.doc_struct_elem.k]
        while waiting:
            element = waiting.pop(0)
            yield element
            waiting.extend(kid for kid in element.k if isinstance(kid, StructElem))
