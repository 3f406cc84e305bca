"""What pages, downloads and the desk share: wording, Markdown, bars, the flow chart, cards and downloads."""
