"""Published: the pages of this server as files that need none: for any web server, and from disk."""

from kg.serve.published.folder import Folder
from kg.serve.published.site import Published, publish_site

__all__ = ["Folder", "Published", "publish_site"]
