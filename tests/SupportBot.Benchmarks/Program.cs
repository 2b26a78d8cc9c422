Console.WriteLine("usage: dotnet run --project tests/SupportBot.Benchmarks -- NAME");
