namespace RocketControl.Client.Transports;

/// <summary>What a path of the store is.</summary>
public enum StoreEntryKind
{
    /// <summary>The server's word for it is not understood.</summary>
    Unknown = 0,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A file and a folder of the same name, which object stores allow.</summary>
    FileAndDirectory,
}
