-- KEYS[1] = PREFIX:sessions   hash: name -> "1 TAB sealed bytes"
-- ARGV[1]: load, store, add, delete or list; [2]: name; [3]: sealed bytes
if ARGV[1] == 'list' then
  return redis.call('HKEYS', KEYS[1])
elseif ARGV[1] == 'store' then
  redis.call('HSET', KEYS[1], ARGV[2], '1\t' .. ARGV[3])
  return {1}
elseif ARGV[1] == 'add' then
  return {redis.call('HSETNX', KEYS[1], ARGV[2], '1\t' .. ARGV[3])}
elseif ARGV[1] == 'delete' then
  return {redis.call('HDEL', KEYS[1], ARGV[2])}
end
local text = redis.call('HGET', KEYS[1], ARGV[2])
if not text then
  return {}
end
if string.sub(text, 1, 2) ~= '1\t' then
  error('session ' .. ARGV[2] .. ' has a format that this version does not read')
end
return {string.sub(text, 3)}
