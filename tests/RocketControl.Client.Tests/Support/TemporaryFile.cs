namespace RocketControl.Client.Tests.Support;

/// <summary>A file with a name of its own choice in a folder of its own, gone when disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(string folder, string name) => (Folder, Path) = (folder, System.IO.Path.Combine(folder, name));

    public string Folder { get; }

    public string Path { get; }

    public static TemporaryFile Create(string name, string content) => Create(name, System.Text.Encoding.UTF8.GetBytes(content));

    public static TemporaryFile Create(string name, byte[] content)
    {
        var file = new TemporaryFile(Directory.CreateTempSubdirectory("rocketcontrol-").FullName, name);
        File.WriteAllBytes(file.Path, content);
        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
