"""The register: numbers, orders of before, the workbook."""
