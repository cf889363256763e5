CREATE TABLE `customer_contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_seq` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`normalised` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_contacts_kind` ON `customer_contacts` (`customer_seq`,`kind`);--> statement-breakpoint
CREATE INDEX `customer_contacts_value` ON `customer_contacts` (`kind`,`normalised`);--> statement-breakpoint
CREATE TABLE `member_credentials` (
	`customer_seq` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `member_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`by` text NOT NULL,
	`added` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `member_imports_at` ON `member_imports` (`at`);--> statement-breakpoint
CREATE TABLE `attempt_counts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`began_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempt_counts_began` ON `attempt_counts` (`began_at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`purpose` text NOT NULL,
	`act` text NOT NULL,
	`version` text NOT NULL,
	`text` text NOT NULL,
	`language` text NOT NULL,
	`mouth` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_friend` ON `consents` (`friend_seq`,`purpose`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`at` integer NOT NULL,
	`properties` text NOT NULL,
	`value` real,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id_unique` ON `events` (`id`);--> statement-breakpoint
CREATE INDEX `events_friend` ON `events` (`friend_seq`,`at`);--> statement-breakpoint
CREATE INDEX `events_name` ON `events` (`account_id`,`name`,`at`);--> statement-breakpoint
CREATE TABLE `identity_links` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`uid` text NOT NULL,
	`customer_seq` integer NOT NULL,
	`member_id` text NOT NULL,
	`method` text NOT NULL,
	`proof` text NOT NULL,
	`former_customer_seq` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`deauthorised` text,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`former_customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identity_links_friend` ON `identity_links` (`friend_seq`) WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `identity_links_member` ON `identity_links` (`account_id`,`customer_seq`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `identity_links_customer` ON `identity_links` (`customer_seq`,`linked_at`);--> statement-breakpoint
CREATE INDEX `identity_links_account` ON `identity_links` (`account_id`,`linked_at`);--> statement-breakpoint
CREATE TABLE `link_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`state` text NOT NULL,
	`customer_seq` integer,
	`method` text,
	`code_hash` text,
	`code_expires_at` integer,
	`opened_at` integer NOT NULL,
	`claimed_at` integer,
	`proven_at` integer,
	`linked_at` integer,
	`expires_at` integer NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_attempts_open` ON `link_attempts` (`friend_seq`) WHERE state in ('opened', 'code_sent', 'proven');--> statement-breakpoint
CREATE INDEX `link_attempts_account` ON `link_attempts` (`account_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `link_conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`uid` text NOT NULL,
	`customer_seq` integer NOT NULL,
	`member_id` text NOT NULL,
	`method` text NOT NULL,
	`held_by_friend_seq` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`held_by_friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `link_conflicts_open` ON `link_conflicts` (`friend_seq`,`customer_seq`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `link_conflicts_account` ON `link_conflicts` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`purpose` text NOT NULL,
	`content` text,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer NOT NULL,
	`deadline_at` integer NOT NULL,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `mails_open` ON `mails` (`next_attempt_at`) WHERE state in ('sending', 'waiting');--> statement-breakpoint
CREATE INDEX `mails_trouble` ON `mails` (`created_at`) WHERE state = 'failed';--> statement-breakpoint
CREATE TABLE `rich_menus` (
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`line_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`submission_id` text NOT NULL,
	`question_key` text NOT NULL,
	`content_type` text NOT NULL,
	`file_name` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_submission` ON `uploads` (`submission_id`,`question_key`);--> statement-breakpoint
CREATE INDEX `uploads_friend` ON `uploads` (`friend_seq`,`created_at`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `member_login` text;--> statement-breakpoint
ALTER TABLE `friends` ADD `chosen_language` text;--> statement-breakpoint
ALTER TABLE `friends` ADD `messages_stopped_at` integer;--> statement-breakpoint
ALTER TABLE `friends` ADD `menu_key` text;--> statement-breakpoint
ALTER TABLE `friends` ADD `menu_shown` text;--> statement-breakpoint
ALTER TABLE `friends` ADD `menu_reason` text;--> statement-breakpoint
ALTER TABLE `forms` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `forms` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `forms` ADD `capacity` integer;--> statement-breakpoint
ALTER TABLE `forms` ADD `repeat` text DEFAULT 'many' NOT NULL;--> statement-breakpoint
ALTER TABLE `submissions` ADD `replaces` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `settled_at` integer;