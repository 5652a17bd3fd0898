using System.Text;

namespace RocketControl.Client.Tests.Data.Support;

/// <summary>A folder with files of the test's choice, gone when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rocketcontrol-");

    public string Path => _folder.FullName;

    /// <summary>Makes a file, with the folders that lead to it.</summary>
    /// <returns>Its full path.</returns>
    public string Add(string name, string content = "content") => Add(name, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Add(string, string)"/>
    public string Add(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
