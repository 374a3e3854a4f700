"""A page as a browser would take it apart: its elements, their attributes, and the text that is seen."""

from html.parser import HTMLParser


class Read(HTMLParser):
    """What stands in a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.text = ""
        self.css = ""
        self._in_style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag):
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data):
        if self._in_style:
            self.css += data
        else:
            self.text += data

    def of(self, name):
        return [attributes for tag, attributes in self.elements if tag == name]

    def attributes(self):
        return [(name, value) for _, held in self.elements for name, value in held.items()]
