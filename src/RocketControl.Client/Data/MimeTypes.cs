using System.Collections.Frozen;

namespace RocketControl.Client;

/// <summary>
/// The MIME types by which a run sorts its data (RocketRide protocol §5.2). The table is the library's own, so the same file has the same type on every machine.
/// </summary>
public static class MimeTypes
{
    /// <summary>Any text, as UTF-8: <c>text/plain</c>.</summary>
    public const string Text = "text/plain";

    /// <summary>Any bytes, which the pipeline has to parse: <c>application/octet-stream</c>.</summary>
    public const string Bytes = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> ByExtension = Read(
        // Documents
        "application/pdf pdf",
        "application/rtf rtf",
        "application/epub+zip epub",
        "application/postscript ps eps ai",
        "application/msword doc dot",
        "application/vnd.ms-excel xls xlt",
        "application/vnd.ms-powerpoint ppt pps pot",
        "application/vnd.ms-outlook msg",
        "application/vnd.visio vsd",
        "application/vnd.ms-visio.drawing vsdx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx",
        "application/vnd.ms-word.document.macroenabled.12 docm",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx",
        "application/vnd.ms-excel.sheet.macroenabled.12 xlsm",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12 pptm",
        "application/vnd.oasis.opendocument.text odt",
        "application/vnd.oasis.opendocument.spreadsheet ods",
        "application/vnd.oasis.opendocument.presentation odp",
        "application/vnd.oasis.opendocument.graphics odg",
        "application/x-mobipocket-ebook mobi",
        "application/oxps oxps",
        "application/vnd.ms-xpsdocument xps",
        "application/mbox mbox",
        "message/rfc822 eml mht mhtml",
        // Data
        "application/json json map webmanifest",
        "application/x-ndjson ndjson jsonl",
        "application/geo+json geojson",
        "application/ld+json jsonld",
        "application/xml xml xsd xsl xslt rss atom",
        "application/yaml yaml yml",
        "application/toml toml",
        "application/sql sql",
        "application/vnd.apache.parquet parquet",
        "application/vnd.apache.arrow.file arrow feather",
        "application/avro avro",
        "application/x-hdf5 h5 hdf5",
        "application/vnd.sqlite3 sqlite sqlite3 db",
        "application/wasm wasm",
        "text/csv csv",
        "text/tab-separated-values tsv tab",
        "text/calendar ics",
        "text/vcard vcf",
        // Text and code
        "text/plain txt text log ini cfg conf properties env srt",
        "text/markdown md markdown mdx",
        "text/html html htm",
        "application/xhtml+xml xhtml",
        "text/css css",
        "text/x-scss scss sass less",
        "text/x-rst rst",
        "text/x-asciidoc adoc asciidoc",
        "text/x-tex tex bib",
        "text/x-diff diff patch",
        "text/vtt vtt",
        "text/x-csharp cs csx",
        "text/x-fsharp fs fsx",
        "text/x-vb vb",
        "text/x-python py pyi",
        "text/javascript js mjs cjs jsx",
        "text/x-typescript ts tsx mts cts",
        "text/x-java java",
        "text/x-kotlin kt kts",
        "text/x-scala scala",
        "text/x-groovy groovy gradle",
        "text/x-go go",
        "text/x-rust rs",
        "text/x-c c h",
        "text/x-c++ cpp cc cxx hpp hh hxx",
        "text/x-objective-c m mm",
        "text/x-swift swift",
        "text/x-dart dart",
        "text/x-ruby rb",
        "text/x-php php",
        "text/x-perl pl pm",
        "text/x-lua lua",
        "text/x-r r",
        "text/x-julia jl",
        "text/x-haskell hs",
        "text/x-erlang erl",
        "text/x-elixir ex exs",
        "text/x-shellscript sh bash zsh",
        "text/x-powershell ps1 psm1",
        "text/x-batch bat cmd",
        "text/x-protobuf proto",
        "text/x-graphql graphql gql",
        "text/x-vue vue svelte",
        "text/x-terraform tf",
        // Images
        "image/png png",
        "image/jpeg jpg jpeg jpe jfif",
        "image/gif gif",
        "image/webp webp",
        "image/bmp bmp",
        "image/tiff tif tiff",
        "image/svg+xml svg",
        "image/vnd.microsoft.icon ico",
        "image/heic heic",
        "image/heif heif",
        "image/avif avif",
        "image/jxl jxl",
        "image/jp2 jp2",
        "image/vnd.adobe.photoshop psd",
        "image/vnd.djvu djvu djv",
        // Audio
        "audio/mpeg mp3",
        "audio/wav wav",
        "audio/ogg ogg oga",
        "audio/opus opus",
        "audio/flac flac",
        "audio/aac aac",
        "audio/mp4 m4a",
        "audio/x-ms-wma wma",
        "audio/aiff aif aiff",
        "audio/midi mid midi",
        "audio/amr amr",
        // Video
        "video/mp4 mp4 m4v",
        "video/quicktime mov qt",
        "video/x-msvideo avi",
        "video/matroska mkv",
        "video/webm webm",
        "video/mpeg mpg mpeg",
        "video/mp2t m2ts",
        "video/ogg ogv",
        "video/x-ms-wmv wmv",
        "video/x-flv flv",
        "video/3gpp 3gp",
        // Archives
        "application/zip zip",
        "application/gzip gz tgz",
        "application/x-bzip2 bz2",
        "application/x-xz xz",
        "application/zstd zst",
        "application/x-7z-compressed 7z",
        "application/vnd.rar rar",
        "application/x-tar tar",
        "application/java-archive jar war",
        "application/vnd.ms-cab-compressed cab");

    /// <summary>The type of a file by its extension, whatever its case; <see cref="Bytes"/> when that is not known. The file itself is not looked at.</summary>
    /// <param name="path">The file's name or path.</param>
    public static string OfFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ByExtension.GetValueOrDefault(Path.GetExtension(path).TrimStart('.').ToLowerInvariant(), Bytes);
    }

    private static FrozenDictionary<string, string> Read(params ReadOnlySpan<string> rows)
    {
        var types = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            var words = row.Split(' ');
            foreach (var extension in words.AsSpan(1))
                types.Add(extension, words[0]);
        }
        return types.ToFrozenDictionary();
    }
}
