"""What is wrong with a file, and how is it mended? All faults at once, in Danish.

Start with `entry_file.check_entry`, which the command line, /ny and the build all call;
`folder.load` checks a whole catalogue. Messages stand in model/rules.yaml.
May import: files, model.
"""
