-- Why an item of the source is left out, as it was last planned; null for what is not.
ALTER TABLE item ADD COLUMN left_out VARCHAR(2000);

-- What was left out before this was kept is planned once more.
UPDATE item SET dirty = 1 WHERE side = 'S' AND kind = 'OTHER';
