"""The texts of sources, as a folder has them: plain text, Markdown, XML, HTML and PDF."""
