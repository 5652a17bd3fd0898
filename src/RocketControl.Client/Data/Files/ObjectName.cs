namespace RocketControl.Client.Data.Files;

/// <summary>
/// Names objects after their files. A relative path is kept, for two files of the same name in two folders are two documents; of an absolute one the machine's own
/// folders are nobody's business.
/// </summary>
internal static class ObjectName
{
    /// <summary>The name of a file that was given by its path.</summary>
    public static string Of(string path) => Path.IsPathRooted(path) ? Path.GetFileName(path) : Clean(path);

    /// <summary>The name of a file that was found below a folder.</summary>
    /// <param name="root">The folder, as it was given.</param>
    /// <param name="below">The way from there to the file.</param>
    public static string Of(string root, string below) =>
        Clean(Path.IsPathRooted(root) ? Path.Combine(Path.GetFileName(Path.TrimEndingDirectorySeparator(root)), below) : Path.Combine(root, below));

    private static string Clean(string path) => string.Join(
        '/',
        path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(segment => segment is not ("" or "." or "..")));
}
