CREATE TABLE `account_credentials` (
	`account_id` text PRIMARY KEY NOT NULL,
	`channel_secret` text,
	`login_channel_secret` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`channel_id` text,
	`login_channel_id` text,
	`liff_id` text,
	`bot_user_id` text,
	`basic_id` text,
	`greeting` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`member_id` text,
	`attributes` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_id_unique` ON `customers` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_memberId_unique` ON `customers` (`member_id`);--> statement-breakpoint
CREATE TABLE `friend_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`id_token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `friend_sessions_friend` ON `friend_sessions` (`friend_seq`);--> statement-breakpoint
CREATE INDEX `friend_sessions_id_token` ON `friend_sessions` (`id_token_hash`);--> statement-breakpoint
CREATE INDEX `friend_sessions_expiry` ON `friend_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `friends` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`uid` text NOT NULL,
	`customer_seq` integer NOT NULL,
	`friendship` text NOT NULL,
	`friendship_at` integer,
	`followed_at` integer,
	`unfollowed_at` integer,
	`display_name` text,
	`picture_url` text,
	`language` text,
	`profile_fetched_at` integer,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_seq`) REFERENCES `customers`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `friends_id_unique` ON `friends` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `friends_account_uid` ON `friends` (`account_id`,`uid`);--> statement-breakpoint
CREATE INDEX `friends_customer` ON `friends` (`customer_seq`);--> statement-breakpoint
CREATE INDEX `friends_account_seen` ON `friends` (`account_id`,`last_seen_at`,`id`);--> statement-breakpoint
CREATE TABLE `friendship_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`webhook_event_id` text NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `friendship_changes_webhookEventId_unique` ON `friendship_changes` (`webhook_event_id`);--> statement-breakpoint
CREATE INDEX `friendship_changes_friend` ON `friendship_changes` (`friend_seq`,`at`);--> statement-breakpoint
CREATE TABLE `answers` (
	`submission_id` text NOT NULL,
	`question_key` text NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`uid` text NOT NULL,
	`value_text` text,
	`value_number` real,
	`value_time` integer,
	`value_json` text,
	`answered_in` text NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`submission_id`, `question_key`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answers_question` ON `answers` (`form_id`,`question_key`,`value_text`);--> statement-breakpoint
CREATE TABLE `form_versions` (
	`form_id` text NOT NULL,
	`version` integer NOT NULL,
	`account_id` text NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`form_id`, `version`),
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `forms` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`keyword` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forms_account_key` ON `forms` (`account_id`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `forms_account_keyword` ON `forms` (`account_id`,`keyword`) WHERE keyword is not null;--> statement-breakpoint
CREATE TABLE `submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`version` integer NOT NULL,
	`friend_seq` integer NOT NULL,
	`uid` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`skipped` text NOT NULL,
	`number` integer,
	`began_in` text NOT NULL,
	`finished_in` text,
	`proof` text NOT NULL,
	`review` text NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_draft` ON `submissions` (`form_id`,`friend_seq`) WHERE state = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_number` ON `submissions` (`form_id`,`number`);--> statement-breakpoint
CREATE INDEX `submissions_friend` ON `submissions` (`friend_seq`,`started_at`);--> statement-breakpoint
CREATE INDEX `submissions_account_updated` ON `submissions` (`account_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `submissions_form` ON `submissions` (`form_id`,`state`,`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`friend_seq` integer PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	`submission_id` text,
	`question_key` text,
	`ticked` text NOT NULL,
	`misunderstood` integer NOT NULL,
	`asked_by` text,
	`last_tap` text,
	`said_at` integer NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`uid` text NOT NULL,
	`method` text NOT NULL,
	`purpose` text NOT NULL,
	`retry_key` text,
	`body` text,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer NOT NULL,
	`first_called_at` integer,
	`deadline_at` integer NOT NULL,
	`next_attempt_at` integer,
	`status` integer,
	`request_id` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`settled_at` integer,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deliveries_friend` ON `deliveries` (`friend_seq`,`created_at`);--> statement-breakpoint
CREATE INDEX `deliveries_open` ON `deliveries` (`next_attempt_at`) WHERE state in ('calling', 'waiting');--> statement-breakpoint
CREATE INDEX `deliveries_excluded` ON `deliveries` (`account_id`,`created_at`) WHERE state = 'excluded';--> statement-breakpoint
CREATE INDEX `deliveries_trouble` ON `deliveries` (`account_id`,`created_at`) WHERE state in ('failed', 'unknown');--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`uid` text,
	`type` text NOT NULL,
	`destination` text,
	`message_id` text,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`attempts` integer NOT NULL,
	`arrivals` integer NOT NULL,
	`leased_until` integer NOT NULL,
	`handled_at` integer,
	`settled_at` integer,
	`payload` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_events_open` ON `webhook_events` (`received_at`) WHERE state = 'new';--> statement-breakpoint
CREATE INDEX `webhook_events_trouble` ON `webhook_events` (`account_id`,`received_at`) WHERE state in ('failed', 'quarantined');--> statement-breakpoint
CREATE INDEX `webhook_events_handled` ON `webhook_events` (`handled_at`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `webhook_events_message` ON `webhook_events` (`message_id`) WHERE message_id is not null;--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`run_at` integer NOT NULL,
	`leased_until` integer NOT NULL,
	`attempts` integer NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_open_key` ON `jobs` (`kind`,`key`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`run_at`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `jobs_done` ON `jobs` (`finished_at`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `jobs_trouble` ON `jobs` (`account_id`,`finished_at`) WHERE state = 'failed';--> statement-breakpoint
CREATE TABLE `alerts` (
	`account_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`count` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`settled_at` integer,
	PRIMARY KEY(`account_id`, `kind`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `alerts_open` ON `alerts` (`account_id`,`last_at`) WHERE settled_at is null;--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`staff_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `staff_credentials_user` ON `staff_credentials` (`user_id`);--> statement-breakpoint
CREATE TABLE `staff_rate_limits` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_rate_limits_key_unique` ON `staff_rate_limits` (`key`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_sessions_token_unique` ON `staff_sessions` (`token`);--> statement-breakpoint
CREATE INDEX `staff_sessions_user` ON `staff_sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `staff_verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_verifications_identifier` ON `staff_verifications` (`identifier`);