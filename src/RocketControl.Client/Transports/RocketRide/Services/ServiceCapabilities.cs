namespace RocketControl.Client.Transports;

/// <summary>What a component of the server is or can do (RocketRide protocol §3.6). Unknown bits of newer servers are kept.</summary>
[Flags]
public enum ServiceCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Knows permissions.</summary>
    Security = 1,

    /// <summary>Is a file system.</summary>
    FileSystem = 2,

    /// <summary>Has streams within objects.</summary>
    SubStream = 4,

    /// <summary>Is reached over the network.</summary>
    Network = 8,

    /// <summary>Takes part in the data network.</summary>
    DataNet = 16,

    /// <summary>Can be synchronized.</summary>
    Sync = 32,

    /// <summary>Is not meant for pipelines of users.</summary>
    Internal = 64,

    /// <summary>Keeps a catalog.</summary>
    Catalog = 128,

    /// <summary>Is not monitored.</summary>
    NoMonitor = 256,

    /// <summary>Has no list of what to include.</summary>
    NoInclude = 512,

    /// <summary>Can be invoked by other components.</summary>
    Invoke = 1024,

    /// <summary>Can run elsewhere.</summary>
    Remoting = 2048,

    /// <summary>Wants a graphics processor.</summary>
    Gpu = 4096,

    /// <summary>Is not there on the hosted edition.</summary>
    NoSaas = 8192,

    /// <summary>Is put in the foreground.</summary>
    Focus = 16384,

    /// <summary>Should not be used any more.</summary>
    Deprecated = 32768,

    /// <summary>May change.</summary>
    Experimental = 65536,
}
