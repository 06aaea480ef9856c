"""What does every page stand on? The opened generation, settings, templates, Danish wording.

Start with `snapshot.Site`; `page` is what every template gets, `config` the settings,
`saved_files` the preview of a file not yet built.
May import: web.addresses, search, catalogue.
"""
