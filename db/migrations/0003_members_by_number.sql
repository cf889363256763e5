-- Written by hand: the generator takes the commas of an expression for the ends of columns.
CREATE INDEX `customers_member_key` ON `customers` (upper(replace(replace(replace(replace(replace("member_id", '-', ''), ' ', ''), '.', ''), '_', ''), '/', '')));
