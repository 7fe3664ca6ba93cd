-- Network addresses without failures for a day are forgotten; the oldest are found by this.

create index staff_address_failed on staff_address (failed_at);
