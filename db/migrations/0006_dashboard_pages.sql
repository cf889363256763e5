-- WITHOUT ROWID is written by hand: a summary is read along the key, and is slower by half from a table beside it.
CREATE TABLE `answer_counts` (
	`form_id` text NOT NULL,
	`state` text NOT NULL,
	`question_key` text NOT NULL,
	`fact` text NOT NULL,
	`value` text NOT NULL,
	`mouth` text NOT NULL,
	`day` integer NOT NULL,
	`account_id` text NOT NULL,
	`count` integer NOT NULL,
	`total` real NOT NULL,
	PRIMARY KEY(`form_id`, `state`, `question_key`, `fact`, `value`, `mouth`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `exports` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`request` text NOT NULL,
	`state` text NOT NULL,
	`expected` integer,
	`rows` integer NOT NULL,
	`lost` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exports_account` ON `exports` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `form_drafts` (
	`form_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`draft` text NOT NULL,
	`based_on` integer NOT NULL,
	`revision` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `submission_looks` (
	`account_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `staff_id`)
);
--> statement-breakpoint
CREATE TABLE `staff_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`sees_personal` integer NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_invitations_token` ON `staff_invitations` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `staff_invitations_open` ON `staff_invitations` (`account_id`,`email`) WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE TABLE `rich_menu_drafts` (
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`definition` text NOT NULL,
	`picture_id` text,
	`revision` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `retention_rules` (
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`days` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`deleted` integer NOT NULL,
	`older_than` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `day`)
);
--> statement-breakpoint
CREATE TABLE `account_days` (
	`account_id` text NOT NULL,
	`day` text NOT NULL,
	`followed` integer DEFAULT 0 NOT NULL,
	`blocked` integer DEFAULT 0 NOT NULL,
	`returned` integer DEFAULT 0 NOT NULL,
	`linked` integer DEFAULT 0 NOT NULL,
	`unlinked` integer DEFAULT 0 NOT NULL,
	`ever_followed` integer DEFAULT 0 NOT NULL,
	`effective` integer DEFAULT 0 NOT NULL,
	`linked_effective` integer DEFAULT 0 NOT NULL,
	`marks` integer DEFAULT 0 NOT NULL,
	`counted_at_mark` integer DEFAULT -1 NOT NULL,
	PRIMARY KEY(`account_id`, `day`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_days_stale` ON `account_days` (`account_id`,`day`) WHERE marks <> counted_at_mark;--> statement-breakpoint
CREATE TABLE `account_knowledge` (
	`account_id` text PRIMARY KEY NOT NULL,
	`following` integer NOT NULL,
	`named` integer NOT NULL,
	`linked` integer NOT NULL,
	`answered` integer NOT NULL,
	`reachable` integer NOT NULL,
	`counted_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `submissions_account_updated`;--> statement-breakpoint
ALTER TABLE `submissions` ADD `words_seq` integer;--> statement-breakpoint
CREATE INDEX `submissions_listed` ON `submissions` (`account_id`,`updated_at`,`id`,`state`,`form_id`,`review`,`assignee_id`,`finished_in`,`finished_at`,`friend_seq`,`words_seq`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_words` ON `submissions` (`words_seq`);--> statement-breakpoint
CREATE INDEX `submissions_wordless` ON `submissions` (`id`) WHERE state = 'finished' and words_seq is null;--> statement-breakpoint
CREATE INDEX `submissions_started` ON `submissions` (`form_id`,`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `submissions_finished` ON `submissions` (`account_id`,`finished_at`) WHERE state = 'finished';--> statement-breakpoint
DROP INDEX `identity_links_account`;--> statement-breakpoint
CREATE INDEX `identity_links_account_friend` ON `identity_links` (`account_id`,`friend_seq`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `identity_links_former` ON `identity_links` (`former_customer_seq`);--> statement-breakpoint
CREATE INDEX `identity_links_ended` ON `identity_links` (`account_id`,`ended_at`,`friend_seq`) WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX `identity_links_history` ON `identity_links` (`friend_seq`,`linked_at`);--> statement-breakpoint
CREATE INDEX `identity_links_account` ON `identity_links` (`account_id`,`linked_at`,`friend_seq`);--> statement-breakpoint
DROP INDEX `talks_assignee`;--> statement-breakpoint
ALTER TABLE `talks` ADD `handed_back_at` integer;--> statement-breakpoint
ALTER TABLE `talks` ADD `reply_token` text;--> statement-breakpoint
ALTER TABLE `talks` ADD `reply_until` integer;--> statement-breakpoint
ALTER TABLE `talks` ADD `updated_at` integer NOT NULL;--> statement-breakpoint
CREATE INDEX `talks_done` ON `talks` (`account_id`,`last_at`,`friend_seq`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `talks_unread` ON `talks` (`account_id`) WHERE unread > 0;--> statement-breakpoint
CREATE INDEX `talks_changed` ON `talks` (`account_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `talks_assignee` ON `talks` (`account_id`,`assignee_id`,`last_at`,`friend_seq`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `greeting_off` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `checks` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `checked_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `disconnected_at` integer;--> statement-breakpoint
ALTER TABLE `friends` ADD `is_test` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `friends_account_friendship` ON `friends` (`account_id`,`friendship`);--> statement-breakpoint
CREATE INDEX `friends_menu_shown` ON `friends` (`account_id`,`menu_shown`) WHERE menu_shown is not null;--> statement-breakpoint
ALTER TABLE `form_versions` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `forms` ADD `keyword_text` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `answer` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `removed_at` integer;--> statement-breakpoint
CREATE INDEX `customers_members` ON `customers` (`seq`) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX `friendship_changes_account` ON `friendship_changes` (`account_id`,`at`,`kind`,`friend_seq`);--> statement-breakpoint
CREATE INDEX `audit_entries_staff` ON `audit_entries` (`account_id`,`staff_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_action` ON `audit_entries` (`account_id`,`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_staff_action` ON `audit_entries` (`account_id`,`staff_id`,`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `link_attempts_friend` ON `link_attempts` (`friend_seq`);--> statement-breakpoint
CREATE INDEX `link_attempts_customer` ON `link_attempts` (`customer_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_friend` ON `link_conflicts` (`friend_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_holder` ON `link_conflicts` (`held_by_friend_seq`);--> statement-breakpoint
CREATE INDEX `link_conflicts_customer` ON `link_conflicts` (`customer_seq`);--> statement-breakpoint
CREATE INDEX `talk_messages_account` ON `talk_messages` (`account_id`,`at`);--> statement-breakpoint
-- Written by hand: Drizzle knows no virtual tables. What answers say, by pairs of characters (bot/http/search-grams.ts); the texts themselves are not kept here.
CREATE VIRTUAL TABLE `submission_words` USING fts5(place, shown, personal, content='', contentless_delete=1, tokenize='ascii');
--> statement-breakpoint
-- Written by hand as well: names as pairs of characters (bot/http/search-grams.ts); rowid is `friends.seq`.
CREATE VIRTUAL TABLE `friend_search` USING fts5(`account`, `name`, content='', contentless_delete=1, tokenize='ascii', prefix='4');--> statement-breakpoint
-- Names and readings of members; rowid is twice `customers.seq`, and one more for the reading (bot/customers/search-index.ts).
CREATE VIRTUAL TABLE `customer_search` USING fts5(`name`, content='', contentless_delete=1, tokenize='ascii', prefix='4');--> statement-breakpoint
-- The names that are there already are put into pairs by jobs, because SQL cannot.
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-friend-search-' || `id`, `id`, 'friends.fill-search', `id` || ' 0', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts`;--> statement-breakpoint
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-customer-search', `id`, 'customers.fill-search', '0', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts` ORDER BY `id` LIMIT 1;
--> statement-breakpoint
-- Written by hand: what was finished and given up before is counted by a job, because that takes a while for a large database.
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'recount-' || `id`, `id`, 'forms.recount', `id`, '{}', 'open', 0, 0, 0, 0 FROM `accounts`;
