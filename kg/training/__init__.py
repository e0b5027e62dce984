"""Training: the shipped model made from annotated articles and public sets. Needs the extra ``simpul[train]``."""
