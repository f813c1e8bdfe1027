package after;

/** What a library says of one permission. */
class Permission {
    boolean granted;
}
