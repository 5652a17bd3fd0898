namespace RocketControl.Client.Packaging.Tests.Building;

/// <summary>A folder outside the repository, so that none of the repository's settings apply in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("packaging-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
