namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>A file in a folder of its own, gone when disposed.</summary>
internal sealed class TextFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rocketcontrol-");

    public TextFile(string name, string content)
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
