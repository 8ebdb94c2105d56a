<?php
// Stands where Composer's autoloader does, in front of our stand-in for its package.
require __DIR__ . "/stripe.php";
