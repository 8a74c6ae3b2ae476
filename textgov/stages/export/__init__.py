"""Everything that leaves: rows and tables, the agenda as a document, the report page, result folders."""
