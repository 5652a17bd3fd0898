namespace RocketControl.Client;

/// <summary>One file among those that are sent together: a path, or a content of its own under a label.</summary>
public sealed record FileToSend
{
    /// <summary>A file, opened when its turn has come.</summary>
    /// <param name="path">The file; it is taken as it is, wildcards mean nothing.</param>
    public FileToSend(string path)
        : this(path, RunContent.FromFile(path))
    {
    }

    /// <summary>Anything else, for example a document in a store. Give a content that opens its source when its turn has come.</summary>
    /// <param name="path">What results and progress call it. Unless <see cref="Name"/> and <see cref="MimeType"/> are set they follow from it as from a file's path.</param>
    /// <param name="content">The content.</param>
    public FileToSend(string path, RunContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        (Path, Content) = (path, content);
    }

    /// <summary>What results and progress call it.</summary>
    public string Path { get; }

    /// <summary>What is sent.</summary>
    public RunContent Content { get; }

    /// <summary>
    /// The object's name, with slashes between folders. The run takes two objects of one name for the same document. Null (default): the path without drive, root and
    /// dots; of an absolute path only the file's own name.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The MIME type. Null (default): that of the options, or else of the path's extension.</summary>
    public string? MimeType { get; init; }

    /// <summary>The size if it is known beforehand, for the totals of the progress.</summary>
    internal long? KnownLength { get; init; }

    /// <summary>Why it cannot be sent; null when it can be tried.</summary>
    internal RunContentException? Defect { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
