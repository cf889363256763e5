ALTER TABLE `slot_bookings` ADD `seats` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `slot_bookings` ADD `arrival` text;--> statement-breakpoint
CREATE INDEX `slot_bookings_waiting` ON `slot_bookings` (`account_id`,`submission_id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `slots_day` ON `slots` (`account_id`,`starts_at`);