"""textgov inside other libraries: one module a library, imported only by those who use that library."""
