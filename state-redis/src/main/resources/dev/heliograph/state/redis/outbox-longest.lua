-- ARGV[1]: how many at most. Answers with chats and how many of their rows wait, those with the most first
local most = tonumber(ARGV[1])
return most > 0 and call('ZREVRANGE', BACKLOG, 0, most - 1, 'WITHSCORES') or {}
