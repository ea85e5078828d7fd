"""The days of the year as a calendar: a month in the page, one event to download, a feed for a telephone."""
