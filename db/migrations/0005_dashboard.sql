CREATE TABLE `staff_grants` (
	`staff_id` text NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`sees_personal` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `account_id`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`submission_id` text,
	`staff_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_friend` ON `notes` (`friend_seq`,`created_at`);--> statement-breakpoint
CREATE INDEX `notes_submission` ON `notes` (`submission_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `talk_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`friend_seq` integer NOT NULL,
	`side` text NOT NULL,
	`kind` text NOT NULL,
	`text` text,
	`detail` text,
	`line_message_id` text,
	`webhook_event_id` text,
	`file_id` text,
	`content_type` text,
	`file_state` text,
	`staff_id` text,
	`delivery_id` text,
	`at` integer NOT NULL,
	`unsent_at` integer,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `talk_messages_friend` ON `talk_messages` (`friend_seq`,`at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `talk_messages_line` ON `talk_messages` (`account_id`,`line_message_id`);--> statement-breakpoint
CREATE TABLE `talks` (
	`friend_seq` integer PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	`assignee_id` text,
	`unread` integer NOT NULL,
	`last_message_id` text,
	`last_at` integer NOT NULL,
	`held_at` integer,
	`held_by` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`friend_seq`) REFERENCES `friends`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `talks_account` ON `talks` (`account_id`,`last_at`,`friend_seq`);--> statement-breakpoint
CREATE INDEX `talks_open` ON `talks` (`account_id`,`last_at`,`friend_seq`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `talks_assignee` ON `talks` (`account_id`,`assignee_id`,`last_at`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`kind` text NOT NULL,
	`subject_hash` text NOT NULL,
	`counts` text NOT NULL,
	`staff_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasures_subject` ON `erasures` (`subject_hash`);--> statement-breakpoint
ALTER TABLE `submissions` ADD `returned_for` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `assignee_id` text;--> statement-breakpoint
ALTER TABLE `submissions` ADD `reached_key` text;--> statement-breakpoint
CREATE INDEX `submissions_review` ON `submissions` (`account_id`,`review`,`finished_at`,`id`) WHERE state = 'finished';--> statement-breakpoint
CREATE INDEX `audit_entries_account` ON `audit_entries` (`account_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_subject` ON `audit_entries` (`subject`,`at`);--> statement-breakpoint
-- Written by hand: whoever had a role has it in every account.
INSERT INTO `staff_grants` (`staff_id`, `account_id`, `role`, `sees_personal`, `created_at`)
SELECT `id`, '*', `role`, `role` <> 'viewer', `created_at` FROM `staff`;--> statement-breakpoint
ALTER TABLE `staff` DROP COLUMN `role`;