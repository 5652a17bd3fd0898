namespace RocketControl.Client;

/// <summary>What the part of a file is called in a form with files. VectorShift's documents and its own Python client differ.</summary>
public enum VectorShiftFilePartName
{
    /// <summary><c>inputs.</c> and the input's name, as the documents say.</summary>
    Prefixed = 0,

    /// <summary>The input's name, as the Python client does it.</summary>
    Plain,
}
