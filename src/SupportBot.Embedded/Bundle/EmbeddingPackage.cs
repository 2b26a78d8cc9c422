using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace SupportBot.Embedded.Bundle;

/// <summary>
/// The assembly of the package that EmbeddingPackage.props names. It is read without being loaded. Its resources are
/// pinned by their SHA-256.
/// </summary>
internal static class EmbeddingPackage
{
    private const string ModelHash = "cf2698d30ff05da02c70a088313bad56e5c2f401d734cb24a8390d446111936c";
    private const string VocabularyHash = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    private static string Assembly { get; } = typeof(EmbeddingPackage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "EmbeddingAssembly").Value!;

    /// <summary>The ONNX model with 32-bit weights.</summary>
    /// <exception cref="InvalidDataException">The resource is missing or has another hash.</exception>
    public static byte[] ReadModel() => Read(".model.onnx", ModelHash);

    /// <summary>The WordPiece vocabulary, one piece per line.</summary>
    /// <exception cref="InvalidDataException">The resource is missing or has another hash.</exception>
    public static byte[] ReadVocabulary() => Read(".vocab.txt", VocabularyHash);

    private static byte[] Read(string ending, string hash)
    {
        using var file = new PEReader(File.OpenRead(Assembly));
        var metadata = file.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .FirstOrDefault(resource => metadata.GetString(resource.Name).EndsWith(ending, StringComparison.Ordinal));
        if (resource.Name.IsNil) throw new InvalidDataException($"{Assembly} has no resource *{ending}.");
        var content = Content(file, (int)resource.Offset);
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        return found == hash
            ? content
            : throw new InvalidDataException(
                $"The resource *{ending} of {Assembly} has the SHA-256 {found}; {hash} was expected.");
    }

    // ECMA-335, II.24.2.2: a resource is its length in 4 bytes, then its bytes.
    private static byte[] Content(PEReader file, int offset)
    {
        var resources = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var reader = resources.GetReader(offset, resources.Length - offset);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
