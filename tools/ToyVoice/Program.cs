using ToyVoice;

return args switch
{
    ["rows", var docs, var output] => Teacher.Rows(docs, output, most: 1_000),
    ["train", var folder] => TrainVerb.Run(folder),
    ["serve", var port] when int.TryParse(port, out var number) => ToyServer.Run(number),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tools/ToyVoice -- rows DOCS OUT.jsonl | train FOLDER | serve PORT");
    return 2;
}
