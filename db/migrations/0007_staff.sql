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
ALTER TABLE `staff` ADD `removed_at` integer;--> statement-breakpoint
CREATE INDEX `audit_entries_staff` ON `audit_entries` (`account_id`,`staff_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_action` ON `audit_entries` (`account_id`,`action`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `talk_messages_account` ON `talk_messages` (`account_id`,`at`);