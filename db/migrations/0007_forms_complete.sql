CREATE TABLE `form_pictures` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `form_pictures_form` ON `form_pictures` (`form_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`shared` integer NOT NULL,
	`page` text NOT NULL,
	`title` text NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_views_account` ON `saved_views` (`account_id`,`page`,`created_at`);--> statement-breakpoint
CREATE TABLE `staff_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer
);
--> statement-breakpoint
CREATE INDEX `staff_notices_staff` ON `staff_notices` (`staff_id`,`account_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `staff_notices_unseen` ON `staff_notices` (`staff_id`,`account_id`) WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX `staff_notices_old` ON `staff_notices` (`created_at`);--> statement-breakpoint
CREATE INDEX `staff_notices_subject` ON `staff_notices` (`subject_id`);--> statement-breakpoint
CREATE TABLE `rule_deeds` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`on` text NOT NULL,
	`rule_key` text NOT NULL,
	`place` integer NOT NULL,
	`deed` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`sent_as` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_deeds_once` ON `rule_deeds` (`submission_id`,`on`,`rule_key`,`place`);--> statement-breakpoint
CREATE INDEX `rule_deeds_trouble` ON `rule_deeds` (`account_id`,`created_at`) WHERE state = 'failed' and settled_at is null;--> statement-breakpoint
CREATE TABLE `customer_tags` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`friend_seq` integer,
	`customer_seq` integer,
	`source` text NOT NULL,
	`submission_id` text,
	`staff_id` text,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_tags_friend` ON `customer_tags` (`friend_seq`,`tag_id`) WHERE friend_seq is not null and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `customer_tags_customer` ON `customer_tags` (`customer_seq`,`tag_id`) WHERE customer_seq is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX `customer_tags_tag` ON `customer_tags` (`tag_id`,`friend_seq`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `customer_tags_tag_members` ON `customer_tags` (`tag_id`,`customer_seq`) WHERE customer_seq is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX `customer_tags_friend_history` ON `customer_tags` (`friend_seq`,`at`);--> statement-breakpoint
CREATE INDEX `customer_tags_customer_history` ON `customer_tags` (`customer_seq`,`at`);--> statement-breakpoint
CREATE TABLE `tags` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`folded` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name` ON `tags` (`account_id`,`folded`) WHERE removed_at is null;--> statement-breakpoint
CREATE TABLE `attribute_definitions` (
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`folded` text NOT NULL,
	`type` text NOT NULL,
	`options` text NOT NULL,
	`personal` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attribute_definitions_title` ON `attribute_definitions` (`account_id`,`folded`) WHERE removed_at is null;--> statement-breakpoint
CREATE TABLE `attribute_values` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`friend_seq` integer,
	`customer_seq` integer,
	`value_text` text,
	`value_number` real,
	`value_time` integer,
	`value_json` text,
	`source` text NOT NULL,
	`submission_id` text,
	`staff_id` text,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attribute_values_friend` ON `attribute_values` (`friend_seq`,`account_id`,`key`,`source`) WHERE friend_seq is not null and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `attribute_values_customer` ON `attribute_values` (`customer_seq`,`account_id`,`key`,`source`) WHERE customer_seq is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX `attribute_values_key` ON `attribute_values` (`account_id`,`key`,`value_text`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `attribute_values_friend_history` ON `attribute_values` (`friend_seq`,`at`);--> statement-breakpoint
CREATE INDEX `attribute_values_customer_history` ON `attribute_values` (`customer_seq`,`at`);--> statement-breakpoint
CREATE TABLE `slot_bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`slot_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`question_key` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`uid` text NOT NULL,
	`state` text NOT NULL,
	`held_until` integer,
	`promoted_at` integer,
	`told_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slot_bookings_submission` ON `slot_bookings` (`submission_id`,`question_key`) WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX `slot_bookings_of` ON `slot_bookings` (`submission_id`);--> statement-breakpoint
CREATE INDEX `slot_bookings_slot` ON `slot_bookings` (`slot_id`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `slot_bookings_friend` ON `slot_bookings` (`friend_seq`,`created_at`);--> statement-breakpoint
CREATE INDEX `slot_bookings_held` ON `slot_bookings` (`held_until`) WHERE state = 'held';--> statement-breakpoint
CREATE INDEX `slot_bookings_untold` ON `slot_bookings` (`promoted_at`) WHERE promoted_at is not null and told_at is null;--> statement-breakpoint
CREATE TABLE `slots` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`question_key` text NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`title` text,
	`capacity` integer NOT NULL,
	`taken` integer NOT NULL,
	`closes_at` integer,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `slots_question` ON `slots` (`form_id`,`question_key`,`starts_at`,`id`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`title` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`networks` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_keys_account` ON `api_keys` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `webhook_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`call_id` text NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`outcome` text NOT NULL,
	`milliseconds` integer NOT NULL,
	FOREIGN KEY (`call_id`) REFERENCES `webhook_calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_attempts_call` ON `webhook_attempts` (`call_id`,`at`);--> statement-breakpoint
CREATE TABLE `webhook_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`event` text NOT NULL,
	`rule` text,
	`submission_id` text,
	`body` text,
	`state` text NOT NULL,
	`reason` text,
	`status` integer,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`endpoint_id`) REFERENCES `webhook_endpoints`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_calls_due` ON `webhook_calls` (`endpoint_id`,`next_attempt_at`) WHERE state in ('waiting', 'calling');--> statement-breakpoint
CREATE INDEX `webhook_calls_listed` ON `webhook_calls` (`account_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_calls_endpoint` ON `webhook_calls` (`endpoint_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_calls_old` ON `webhook_calls` (`created_at`);--> statement-breakpoint
CREATE INDEX `webhook_calls_submission` ON `webhook_calls` (`submission_id`) WHERE submission_id is not null;--> statement-breakpoint
CREATE INDEX `webhook_calls_trouble` ON `webhook_calls` (`endpoint_id`,`created_at`) WHERE state = 'failed';--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`forms` text NOT NULL,
	`personal` integer NOT NULL,
	`secret` text NOT NULL,
	`former_secret` text,
	`former_until` integer,
	`state` text NOT NULL,
	`reason` text,
	`failing_since` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_endpoints_account` ON `webhook_endpoints` (`account_id`,`created_at`);--> statement-breakpoint
DROP INDEX `submissions_listed`;--> statement-breakpoint
DROP INDEX `submissions_form`;--> statement-breakpoint
ALTER TABLE `submissions` ADD `hidden` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `known` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `calculated` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `ending_key` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `place` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `promoted_at` integer;--> statement-breakpoint
ALTER TABLE `submissions` ADD `promotion_told_at` integer;--> statement-breakpoint
ALTER TABLE `submissions` ADD `followed_up_at` integer;--> statement-breakpoint
CREATE INDEX `submissions_drafts` ON `submissions` (`account_id`,`updated_at`,`id`,`form_id`,`friend_seq`,`words_seq`,`number`) WHERE state = 'draft';--> statement-breakpoint
CREATE INDEX `submissions_waiting` ON `submissions` (`form_id`,`number`) WHERE place = 'waiting' and state = 'finished';--> statement-breakpoint
CREATE INDEX `submissions_promotion_untold` ON `submissions` (`promoted_at`) WHERE promoted_at is not null and promotion_told_at is null;--> statement-breakpoint
CREATE INDEX `submissions_listed` ON `submissions` (`account_id`,`updated_at`,`id`,`state`,`form_id`,`review`,`assignee_id`,`finished_in`,`finished_at`,`friend_seq`,`words_seq`,`number`) WHERE state <> 'draft';--> statement-breakpoint
CREATE INDEX `submissions_form` ON `submissions` (`form_id`,`state`);--> statement-breakpoint
ALTER TABLE `forms` ADD `last_number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `forms` ADD `rules` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `forms` ADD `confirmation` text DEFAULT 'free' NOT NULL;--> statement-breakpoint
ALTER TABLE `forms` ADD `follow_up_after` integer;--> statement-breakpoint
ALTER TABLE `forms` ADD `follow_up_push` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `forms` ADD `waiting_list` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `forms` ADD `cancel_until` integer;--> statement-breakpoint
CREATE INDEX `forms_followed` ON `forms` (`follow_up_after`) WHERE follow_up_after is not null;--> statement-breakpoint
ALTER TABLE `talks` ADD `snoozed_until` integer;--> statement-breakpoint
CREATE INDEX `talks_snoozed` ON `talks` (`account_id`,`snoozed_until`) WHERE snoozed_until is not null;--> statement-breakpoint
update `forms` set `last_number` = coalesce((select max(`number`) from `submissions` where `submissions`.`form_id` = `forms`.`id`), 0);
--> statement-breakpoint
-- Written by hand: the shapes of one kanji find each other now (bot/http/name-variants.ts), so the indexes are built anew. Answers are put into pairs by rounds of their own, names by jobs.
INSERT INTO `submission_words` (`submission_words`) VALUES ('delete-all');--> statement-breakpoint
UPDATE `submissions` SET `words_seq` = null WHERE `words_seq` IS NOT NULL;--> statement-breakpoint
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-friend-search-7-' || `id`, `id`, 'friends.fill-search', `id` || ' anew', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts`;--> statement-breakpoint
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'fill-customer-search-7', `id`, 'customers.fill-search', 'anew', '{"after":0}', 'open', 0, 0, 0, 0 FROM `accounts` ORDER BY `id` LIMIT 1;--> statement-breakpoint
-- What was erased before is overwritten in the search tables as well, after the names were put in anew.
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'tidy-search-7', `id`, 'search.tidy', 'anew', '{"table":"friend_search","begun":false}', 'open', 1, 0, 0, 0 FROM `accounts` ORDER BY `id` LIMIT 1;
