"""The demo: invented schools, people and files, all marked «(демо)»."""
