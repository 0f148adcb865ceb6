-- ARGV[1]: job, or empty for the whole queue
local name = ARGV[1] == '' and Q .. ':counts' or Q .. ':job:' .. ARGV[1]
return call('HMGET', name, 'QUEUED', 'CLAIMED', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'held')
