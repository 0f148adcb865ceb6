-- ARGV[2]: key
return answer(1, present(ARGV[2]))
