"""Counts androguard's cross references to given members of classes.

Usage: xrefs.py APK, with the members on standard input, one in each line:

    Lclass; name descriptor

where * as descriptor stands for every overload, and a descriptor without
parentheses is the type of a field. Prints a line for each member that is used:

    Lclass;->name descriptor count

androguard keeps references only to fields that the app itself defines. For the
fields asked for, the table that it looks a field up in is told of the others;
that is all that is changed.
"""

import collections
import logging
import re
import sys

from androguard.core.bytecodes.dvm import DalvikVMFormat
from androguard.misc import AnalyzeAPK


class OutsideField:
    """A field of the platform, as far as a FieldAnalysis asks for it."""

    def __init__(self, class_name, name, descriptor):
        self.class_name, self.name, self.descriptor = class_name, name, descriptor

    def get_class_name(self):
        return self.class_name

    def get_name(self):
        return self.name

    def get_descriptor(self):
        return self.descriptor


def read_members(lines):
    methods, fields = collections.defaultdict(set), {}
    for line in lines:
        class_name, name, descriptor = line.split()
        if descriptor == "*" or descriptor.startswith("("):
            methods[class_name, name].add(descriptor)
        else:
            fields[class_name, name, descriptor] = OutsideField(class_name, name, descriptor)
    return methods, fields


def know_fields(fields):
    own = DalvikVMFormat.get_field_descriptor

    def lookup(self, class_name, name, descriptor):
        found = own(self, class_name, name, descriptor)
        if found is None:
            found = fields.get((str(class_name), str(name), str(descriptor)))
        return found

    DalvikVMFormat.get_field_descriptor = lookup


def count_methods(analysis, methods, counts):
    classes = {re.escape(class_name) for class_name, _ in methods}
    for m in analysis.find_methods(classname="^(%s)$" % "|".join(sorted(classes))):
        key = str(m.class_name), str(m.name)
        descriptor = str(m.descriptor).replace(" ", "")
        if methods.get(key, set()) & {"*", descriptor}:
            counts[key + (descriptor,)] += len(m.get_xref_from())


def count_fields(analysis, fields, counts):
    for f in analysis.get_fields():
        field = f.get_field()
        key = str(field.get_class_name()), str(field.get_name()), str(field.get_descriptor())
        if key in fields:
            counts[key] += len(f.get_xref_read(withoffset=True))


def main(path):
    logging.disable(logging.ERROR)
    methods, fields = read_members(sys.stdin)
    know_fields(fields)
    _, _, analysis = AnalyzeAPK(path)
    counts = collections.Counter()
    count_methods(analysis, methods, counts)
    count_fields(analysis, fields, counts)
    for (class_name, name, descriptor), count in sorted(counts.items()):
        if count > 0:
            print("%s->%s %s %d" % (class_name, name, descriptor, count))


main(sys.argv[1])
