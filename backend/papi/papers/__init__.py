"""Papers by Nghị định 30/2020: what stands in one, who issues it, and how it becomes a DOCX, PDF, XLSX or JSON file."""
