ALTER TABLE `friends` ADD `is_test` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `customers_members` ON `customers` (`seq`) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX `identity_links_account_friend` ON `identity_links` (`account_id`,`friend_seq`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `identity_links_former` ON `identity_links` (`former_customer_seq`);--> statement-breakpoint
CREATE INDEX `link_attempts_friend` ON `link_attempts` (`friend_seq`);--> statement-breakpoint
CREATE INDEX `link_attempts_customer` ON `link_attempts` (`customer_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_friend` ON `link_conflicts` (`friend_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_holder` ON `link_conflicts` (`held_by_friend_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_customer` ON `link_conflicts` (`customer_seq`);--> statement-breakpoint
-- Written by hand: the generator knows no full-text tables. Names as pairs of characters (bot/http/search-grams.ts); rowid is `friends.seq`.
CREATE VIRTUAL TABLE `friend_search` USING fts5(`account`, `name`, content='', contentless_delete=1, tokenize='ascii', prefix='4');--> statement-breakpoint
-- Names and readings of members; rowid is twice `customers.seq`, and one more for the reading (bot/customers/search-index.ts).
CREATE VIRTUAL TABLE `customer_search` USING fts5(`name`, content='', contentless_delete=1, tokenize='ascii', prefix='4');--> statement-breakpoint
-- The names that are there already are put into pairs by jobs, because SQL cannot.
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-friend-search-' || `id`, `id`, 'friends.fill-search', `id` || ' 0', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts`;--> statement-breakpoint
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-customer-search', `id`, 'customers.fill-search', '0', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts` ORDER BY `id` LIMIT 1;
